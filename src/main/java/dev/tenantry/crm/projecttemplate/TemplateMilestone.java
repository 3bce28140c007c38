package dev.tenantry.crm.projecttemplate;

import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What projects of the template are to have come to on their way.
 *
 * @param ref by which the template's tasks name it
 * @param due absent: on no day in particular
 */
record TemplateMilestone(
        @NotNull @Pattern(regexp = ProjectTemplateRequest.REF, message = ProjectTemplateRequest.REF_IN_WORDS) String ref,
        @NotBlank @Size(max = 200) String name,
        @Valid @Nullable TemplateOffset due) {

    /** With what its name has places for. */
    TemplateMilestone about(Map<String, String> values) {
        return new TemplateMilestone(ref, TemplateTexts.name(name, values), due);
    }
}
