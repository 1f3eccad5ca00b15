package example.passerelle.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
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
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.hl7.fhir.r4.model.UriType;
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
    packages.standIn(new DefaultProfileValidationSupport(context));
    return packages.found;
  }

  /**
   * An extension that a profile names and nobody publishes for R4 is known by its address alone: without that much, the
   * validator evaluates none of the profile's extensions.
   */
  private void standIn(IValidationSupport base) {
    List<StructureDefinition> profiles = List.copyOf(found.<StructureDefinition>fetchAllStructureDefinitions());
    for (StructureDefinition profile : profiles)
      Stream.concat(profile.getSnapshot().getElement().stream(), profile.getDifferential().getElement().stream())
          .flatMap(element -> element.getType().stream())
          .filter(type -> type.getCode().equals("Extension"))
          .flatMap(type -> type.getProfile().stream())
          .map(CanonicalType::getValue)
          .filter(url -> found.fetchStructureDefinition(url) == null && base.fetchStructureDefinition(url) == null)
          .forEach(url -> found.addStructureDefinition(unpublished(url)));
  }

  private static StructureDefinition unpublished(String url) {
    StructureDefinition extension = new StructureDefinition();
    extension.setUrl(url).setName("Unpublished").setType("Extension").setAbstract(false);
    extension.setKind(StructureDefinitionKind.COMPLEXTYPE).setDerivation(TypeDerivationRule.CONSTRAINT);
    extension.setBaseDefinition("http://hl7.org/fhir/StructureDefinition/Extension");
    extension.setFhirVersion(FHIRVersion._4_0_1).setStatus(PublicationStatus.UNKNOWN);
    extension.getDifferential().addElement().setPath("Extension").setId("Extension");
    extension.getDifferential().addElement().setPath("Extension.url").setFixed(new UriType(url)).setId("Extension.url");
    return extension;
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
