// Starts the replica set and lets each service into its own database, with the password that the environment has today.
const { env } = process;
const NOT_YET_INITIALISED = 94;

const root = connect(`mongodb://root:${encodeURIComponent(env.ROOT_PASSWORD)}@mongo:27017/admin?directConnection=true`);

try {
  root.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.code !== NOT_YET_INITIALISED) throw error;
  root.adminCommand({ replSetInitiate: { _id: "rs0", members: [{ _id: 0, host: "mongo:27017" }] } });
}

const deadline = Date.now() + 60_000;
while (!root.hello().isWritablePrimary) {
  if (Date.now() > deadline) throw new Error("no primary after a minute");
  sleep(200);
}

for (const service of ["competitions", "certificates", "notifications"]) {
  const database = root.getSiblingDB(service);
  const pwd = env[`${service.toUpperCase()}_PASSWORD`];
  const roles = [{ role: "readWrite", db: service }];
  if (database.getUser(service)) {
    database.updateUser(service, { pwd, roles });
  } else {
    database.createUser({ user: service, pwd, roles });
  }
  print(`${service}: ready`);
}
