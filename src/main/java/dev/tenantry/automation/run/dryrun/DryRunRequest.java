package dev.tenantry.automation.run.dryrun;

import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.DocumentSize;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What a workflow is to be tried with: a record, an event of the past, or what steps find under {@code trigger}; nothing is
 * {@code {}}.
 *
 * @param record  {@code contact/17}
 * @param version absent: the current one
 * @param draft   whether it is what the workflow is to become that is tried
 * @param results what steps come to that are not carried out, by their ids
 */
record DryRunRequest(
        @Nullable @Pattern(regexp = "[a-z-]{1,40}/\\d{1,18}", message = "must be a type and an id, such as contact/17") String record,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long eventId,
        @Nullable ObjectNode input,
        @Positive @Nullable Integer version,
        @Nullable Boolean draft,
        @Nullable @Size(max = 100) Map<String, JsonNode> results) {

    static final DryRunRequest NOTHING = new DryRunRequest(null, null, null, null, null, null);

    /** @throws ProblemException 422 where it is tried with several things, or with too much */
    void demandValid() {
        if (Stream.of(record, eventId, input).filter(given -> given != null).count() > 1) {
            throw ProblemException.invalid("input", "excluded", "record, eventId and input exclude one another");
        }
        if (isOfDraft() && version != null) {
            throw ProblemException.invalid("version", "excluded", "version and draft exclude one another");
        }
        if (input != null) {
            DocumentSize.INPUT.check("input", input);
        }
        var given = JsonNodeFactory.instance.objectNode();
        given.setAll(stated());
        DocumentSize.INPUT.check("results", given);
    }

    boolean isOfDraft() {
        return Boolean.TRUE.equals(draft);
    }

    Map<String, JsonNode> stated() {
        return results == null ? Map.of() : results;
    }
}
