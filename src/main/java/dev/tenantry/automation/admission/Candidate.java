package dev.tenantry.automation.admission;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;

/**
 * A start that is asked for.
 *
 * @param trigger   that asks for it
 * @param scope     what keys can name
 * @param event     that asks for it; null where a person does, or a time
 * @param progress  what of it has been decided before
 */
public record Candidate(
        UUID workflowId,
        int version,
        Trigger trigger,
        Enrolment enrolment,
        Scope scope,
        @Nullable Event event,
        Progress progress) {

    /** What of a start has been decided before. */
    public enum Progress {

        NEW,
        /** It has been let in as far as its debounce, which is over. */
        DEBOUNCED,
        /** Nothing has; and it is about what happened so long ago that a debounce is over. */
        BELATED,
        /** A person has what was let in once carried out again: that it was is no objection, and nothing of it is debounced. */
        AGAIN
    }

    /** @param type of the record that it tells of @param record that record's id */
    public record Event(long id, String type, String record) {

        /** {@code contact/17}. */
        String subject() {
            return type + "/" + record;
        }
    }
}
