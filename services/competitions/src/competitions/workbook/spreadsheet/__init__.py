"""The file as a container of cells: what is unpacked is counted, and nothing but cells is believed."""
