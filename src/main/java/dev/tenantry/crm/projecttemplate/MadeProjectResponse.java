package dev.tenantry.crm.projecttemplate;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * A project that was made by a template.
 *
 * @param unassigned the keys of the tasks that the template has somebody do and that nobody does: who it names is no member any more, or
 *                   nobody works on the project as that
 */
record MadeProjectResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long projectId,
        String name,
        LocalDate startsOn,
        List<Part> milestones,
        List<Part> tasks,
        List<String> unassigned) {

    /** A part of the template, and what was made of it. */
    record Part(
            String ref,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long id) {}
}
