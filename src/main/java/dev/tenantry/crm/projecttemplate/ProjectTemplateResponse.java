package dev.tenantry.crm.projecttemplate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A template of projects. @param projectName what they are called; absent: as the template @param members who works on them */
record ProjectTemplateResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String projectName,
        @Nullable String description,
        List<TemplateMember> members,
        List<TemplateMilestone> milestones,
        List<TemplateTask> tasks,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {

    /** With what its texts have places for; its own names stay as they are. */
    ProjectTemplateResponse about(Map<String, String> values) {
        return new ProjectTemplateResponse(id, name, projectName, TemplateTexts.description(description, values),
                members, milestones.stream().map(one -> one.about(values)).toList(),
                tasks.stream().map(one -> one.about(values)).toList(), externalId, version, createdAt, updatedAt,
                deletedAt);
    }
}
