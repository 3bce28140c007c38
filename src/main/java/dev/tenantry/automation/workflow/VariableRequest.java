package dev.tenantry.automation.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.VariableType;
import dev.tenantry.shared.http.Confidential;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What a variable is to be.
 *
 * @param value        of a secret, which is never shown: where it is absent, what there is stays
 * @param allowedHosts of a secret: to whom it may go
 */
public record VariableRequest(
        @NotNull @Pattern(regexp = "[a-zA-Z][a-zA-Z0-9_]{0,49}", message = "must be a letter, then letters, digits and underscores, at most 50 in all") String name,
        @NotNull VariableType type,
        @Nullable Boolean required,
        @Size(max = 500) @Nullable String description,
        @Nullable JsonNode defaultValue,
        @Nullable JsonNode value,
        @Size(max = 20) @Nullable List<@NotNull @Pattern(regexp = "(?i)[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", message = "must be a host such as api.example.com") String> allowedHosts) {

    public VariableRequest {
        required = Boolean.TRUE.equals(required);
        defaultValue = defaultValue == null || defaultValue.isNull() ? null : defaultValue;
        value = value == null || value.isNull() ? null : value;
        allowedHosts = allowedHosts == null
                ? List.of()
                : allowedHosts.stream()
                        .map(host -> host == null ? "" : host.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
    }

    VariableRequest(WorkflowVariable variable) {
        this(variable.getName(), variable.getType(), variable.isRequired(), variable.getDescription(),
                variable.getDefaultValue(), variable.getValue(), variable.getAllowedHosts());
    }

    List<String> hosts() {
        return allowedHosts == null ? List.of() : allowedHosts;
    }

    /** @throws ProblemException 422 where it lacks what the form alone does not say */
    void demandValid() {
        var faults = faults();
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    /** What is wrong with it that the form alone does not say. */
    public List<FieldError> faults() {
        var faults = new ArrayList<FieldError>();
        check("value", value, faults);
        if (type == VariableType.SECRET && value != null
                && !value.asString("").matches("[\\x20-\\x7E]*[\\x21-\\x7E]")) {
            faults.add(new FieldError("value", "invalid", "a secret goes into headers: it is printable ASCII"));
        }
        if (type == VariableType.SECRET && value != null && Confidential.isTooShort(value.asString(""))) {
            faults.add(new FieldError("value", "too-short",
                    "a secret has " + Confidential.SHORTEST + " characters at least"));
        }
        check("defaultValue", defaultValue, faults);
        if (type == VariableType.SECRET && defaultValue != null) {
            faults.add(
                    new FieldError("defaultValue", "excluded", "a secret has no default, which everybody could read"));
        }
        if ((type == VariableType.SECRET) == hosts().isEmpty()) {
            faults.add(new FieldError("allowedHosts", "invalid",
                    "a secret names the hosts that it may be sent to, and other variables none"));
        }
        return faults;
    }

    private void check(String field, @Nullable JsonNode given, List<FieldError> faults) {
        if (given == null) {
            return;
        }
        var held = type.held(given);
        if (held == null || type == VariableType.NUMBER && !given.isNumber()) {
            faults.add(new FieldError(field, "type-mismatch", "the variable is of type " + type));
        } else if (held.toString().length() > VariableType.LONGEST) {
            faults.add(
                    new FieldError(field, "too-large", "a value has at most " + VariableType.LONGEST + " characters"));
        }
    }
}
