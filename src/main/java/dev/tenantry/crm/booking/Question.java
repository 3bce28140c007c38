package dev.tenantry.crm.booking;

import java.util.HashSet;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;

/**
 * What a page asks.
 *
 * @param name     by which answers name it
 * @param label    what visitors are asked
 * @param kind     absent: text
 * @param required absent: it is not
 * @param choices  of a choice, one at least
 */
record Question(
        @NotNull @Pattern(regexp = "[a-z0-9_-]{1,40}", message = "must be 1 to 40 of a-z, 0-9, - and _") String name,
        @NotBlank @Size(max = 300) String label,
        @Nullable QuestionKind kind,
        @Nullable Boolean required,
        @Size(max = 50) @Nullable List<@NotBlank @Size(max = 200) String> choices) {

    @JsonIgnore
    @FieldRule(field = "choices", code = "no-choice", message = "a choice, and nothing else, has choices, and no two of them the same")
    boolean isChoiceWithChoices() {
        return kind() == QuestionKind.CHOICE
                ? choices != null && !choices.isEmpty() && new HashSet<>(choices).size() == choices.size()
                : choices == null || choices.isEmpty();
    }

    @JsonIgnore
    boolean isDemanded() {
        return required != null && required;
    }

    QuestionKind asked() {
        return kind == null ? QuestionKind.TEXT : kind;
    }

    List<String> offered() {
        return choices == null ? List.of() : choices;
    }

    /** Null where the answer is one. */
    @Nullable
    String fault(String answer) {
        if (answer.length() > asked().longest()) {
            return "an answer to this has at most " + asked().longest() + " characters";
        }
        return switch (asked()) {
            case TEXT, PARAGRAPH -> null;
            case CHOICE -> offered().contains(answer) ? null : "must be one of the choices";
            case CONFIRMATION -> answer.equals(QuestionKind.YES) ? null : "must be " + QuestionKind.YES;
        };
    }
}
