package dev.tenantry.crm.projecttemplate;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;
import dev.tenantry.shared.web.FieldRule;

/**
 * What a template of projects is to be.
 *
 * @param projectName what projects are called, with {@code {{opportunity.name}}} and the like, as all texts of the projects have; absent: as the template
 * @param description of the projects
 * @param members     who works on them
 * @param externalId  the template's key in another system, unique in the organization
 */
record ProjectTemplateRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 200) @Nullable String projectName,
        @Size(max = 10_000) @Nullable String description,
        @Size(max = MOST_MEMBERS) @Nullable List<@Valid @NotNull TemplateMember> members,
        @Size(max = MOST_MILESTONES) @Nullable List<@Valid @NotNull TemplateMilestone> milestones,
        @Size(max = MOST_TASKS) @Nullable List<@Valid @NotNull TemplateTask> tasks,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {

    static final String REF = "[a-z0-9][a-z0-9_-]{0,39}";
    static final String REF_IN_WORDS = "must be 1 to 40 of a-z, 0-9, - and _, and begin with a letter or a digit";
    static final int MOST_MEMBERS = 50;
    static final int MOST_MILESTONES = 50;
    static final int MOST_TASKS = 200;
    /** Of the descriptions of all tasks together. */
    private static final int LONGEST = 300_000;
    private static final int MOST_DEPENDENCIES = 1_000;

    @FieldRule(field = "tasks", code = "too-long", message = "descriptions of tasks have at most 300000 characters together")
    boolean isOfMeasure() {
        return tasks == null || tasks.stream()
                .filter(task -> task != null && task.description() != null)
                .mapToInt(task -> String.valueOf(task.description()).length())
                .sum() <= LONGEST;
    }

    @FieldRule(field = "tasks", code = "too-many", message = "tasks wait for at most 1000 others together")
    boolean isOfFewDependencies() {
        return tasks == null
                || tasks.stream()
                        .filter(task -> task != null)
                        .mapToInt(task -> task.blockers().size())
                        .sum() <= MOST_DEPENDENCIES;
    }
}
