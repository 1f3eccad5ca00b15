package example.passerelle.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/**
 * Validates examples with the profiles of FHIR packages, without a network: ValidateGolden EXAMPLES PACKAGES…, all
 * folders. One line of JSON for each example: {"file", "errors": […], "unchecked": [profiles that no package has]}. Ends
 * with 1 when any example has an error.
 */
public final class ValidateGolden {
  private static final String UNKNOWN_PROFILE = "Validation_VAL_Profile_Unknown";

  private ValidateGolden() {}

  public static void main(String[] args) throws IOException {
    NoWayOut.except("");
    List<Path> folders = Stream.of(args).map(Path::of).toList();
    FhirValidator validator = validator(folders.subList(1, folders.size()));
    ObjectMapper json = new ObjectMapper();
    boolean accepted = true;
    try (Stream<Path> files = Files.list(folders.get(0))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        Map<String, Object> verdict = verdict(validator, file);
        System.out.println(json.writeValueAsString(verdict));
        accepted &= ((List<?>) verdict.get("errors")).isEmpty();
      }
    }
    System.exit(accepted ? 0 : 1);
  }

  private static FhirValidator validator(List<Path> packages) throws IOException {
    FhirContext context = FhirContext.forR4();
    // CIM-10, LOINC, SNOMED CT and the French nomenclatures are too large to bring along: their codes are not looked up.
    UnknownCodeSystemWarningValidationSupport unknownSystems = new UnknownCodeSystemWarningValidationSupport(context);
    unknownSystems.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.WARNING);
    FhirInstanceValidator rules =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                Packages.read(context, packages),
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new SnapshotGeneratingValidationSupport(context),
                unknownSystems));
    rules.setErrorForUnknownProfiles(false);
    return context.newValidator().registerValidatorModule(rules);
  }

  private static Map<String, Object> verdict(FhirValidator validator, Path file) throws IOException {
    List<SingleValidationMessage> messages = validator.validateWithResult(Files.readString(file)).getMessages();
    Map<String, Object> verdict = new LinkedHashMap<>();
    verdict.put("file", file.getFileName().toString());
    verdict.put("errors", texts(messages.stream().filter(ValidateGolden::isError)));
    verdict.put("unchecked", texts(messages.stream().filter(each -> UNKNOWN_PROFILE.equals(each.getMessageId()))));
    return verdict;
  }

  private static boolean isError(SingleValidationMessage message) {
    return message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal();
  }

  private static List<String> texts(Stream<SingleValidationMessage> messages) {
    return messages.map(each -> each.getLocationString() + ": " + each.getMessage()).distinct().toList();
  }
}
