package example.passerelle.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ValueSet;

/** The profiles, value sets and code systems of FHIR packages: *.tgz files of a folder, or the files of an npm package. */
final class Packages {
  private static final Set<String> TYPES = Set.of("StructureDefinition", "ValueSet", "CodeSystem");
  private static final Pattern TYPE = Pattern.compile("\"resourceType\"\\s*:\\s*\"(\\w+)\"");
  /** A version pinned in a canonical: the validator finds no slices through it. */
  private static final Pattern PIN = Pattern.compile("\"(https?://[^\"|\\s]+)\\|[^\"\\s]+\"");

  private final PrePopulatedValidationSupport found;
  private final IParser parser;

  private Packages(FhirContext context) {
    found = new PrePopulatedValidationSupport(context);
    parser = context.newJsonParser();
  }

  static PrePopulatedValidationSupport read(FhirContext context, List<Path> folders) throws IOException {
    Packages packages = new Packages(context);
    for (Path folder : folders) packages.folder(folder);
    return packages.found;
  }

  private void folder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".tgz")) archive(file);
        else if (file.toString().endsWith(".json")) add(Files.readString(file));
      }
    }
  }

  private void archive(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        TarArchiveInputStream entries = new TarArchiveInputStream(new GzipCompressorInputStream(bytes))) {
      for (ArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry())
        if (entry.getName().matches("package/[^/]+\\.json"))
          add(new String(entries.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void add(String json) {
    var type = TYPE.matcher(json);
    if (!type.find() || !TYPES.contains(type.group(1))) return;
    IBaseResource resource = parser.parseResource(PIN.matcher(json).replaceAll("\"$1\""));
    if (resource instanceof ValueSet set) set.getCompose().getInclude().forEach(part -> part.setVersion(null));
    found.addResource(resource);
  }
}
