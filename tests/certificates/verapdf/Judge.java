import java.io.File;
import java.io.FileInputStream;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** `Judge FILE:FILE… FLAVOUR…`: one line a file and flavour, `ua1 compliant` or `ua1 broken` with the rules that are not kept. */
public class Judge {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : arguments[0].split(File.pathSeparator)) {
      for (int at = 1; at < arguments.length; at++) {
        System.out.println(arguments[at] + judged(file, PDFAFlavour.fromString(arguments[at])));
      }
    }
  }

  private static String judged(String file, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
      ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
      return result.isCompliant() ? " compliant" : " broken " + broken(result);
    }
  }

  private static Set<String> broken(ValidationResult result) {
    Set<String> rules = new TreeSet<>();
    for (TestAssertion each : result.getTestAssertions()) {
      if (each.getStatus() == TestAssertion.Status.FAILED) {
        rules.add(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber());
      }
    }
    return rules;
  }
}
