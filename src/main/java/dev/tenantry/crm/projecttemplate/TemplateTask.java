package dev.tenantry.crm.projecttemplate;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.task.TaskParts;
import dev.tenantry.crm.task.TaskPriority;
import dev.tenantry.shared.web.FieldRule;

/**
 * A task of projects of the template.
 *
 * @param ref        by which the template's other tasks name it
 * @param priority   absent: normal
 * @param due        by the end of which day; absent: of none
 * @param recurrence a rule of RFC 5545, as tasks have it
 * @param assignees  who is to do it, the first one first; absent: nobody
 * @param milestone  the ref of the milestone that it leads to
 * @param parent     the ref of the task of which it is a part
 * @param waitsFor   the refs of the tasks that are to be done before
 */
record TemplateTask(
        @NotNull @Pattern(regexp = ProjectTemplateRequest.REF, message = ProjectTemplateRequest.REF_IN_WORDS) String ref,
        @NotBlank @Size(max = 200) String title,
        @Size(max = 10_000) @Nullable String description,
        @Nullable TaskPriority priority,
        @Valid @Nullable TemplateOffset due,
        @Size(max = 500) @Nullable String recurrence,
        @Size(max = TaskParts.MOST_ASSIGNEES) @Nullable List<@Valid @NotNull TemplateAssignee> assignees,
        @Size(max = 40) @Nullable String milestone,
        @Size(max = 40) @Nullable String parent,
        @Size(max = TaskParts.MOST_BLOCKERS) @Nullable List<@NotNull @Size(max = 40) String> waitsFor) {

    @JsonIgnore
    @FieldRule(field = "recurrence", code = "unknown-rule", message = "recurrence must be a rule of RFC 5545, as tasks have it: FREQ=WEEKLY;BYDAY=MO")
    boolean isRule() {
        return recurrence == null || TaskParts.isRule(recurrence);
    }

    @JsonIgnore
    @FieldRule(field = "recurrence", code = "not-due", message = "a task that comes again needs due")
    boolean isDueWhereItComesAgain() {
        return recurrence == null || due != null;
    }

    /** With what its texts have places for. */
    TemplateTask about(Map<String, String> values) {
        return new TemplateTask(ref, TemplateTexts.name(title, values), TemplateTexts.description(description, values),
                priority, due, recurrence, assignees, milestone, parent, waitsFor);
    }

    List<TemplateAssignee> doers() {
        return assignees == null ? List.of() : assignees;
    }

    List<String> blockers() {
        return waitsFor == null ? List.of() : waitsFor;
    }
}
