package dev.tenantry.crm.form.page;

import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a program sends by a form.
 *
 * @param shownPage as the form's definition says: it sends once
 * @param answers   by the fields' names
 * @param consents  the places, from 0 on, of the consents that were given
 * @param origin    where the visitor came from: utm_source, utm_medium, utm_campaign, utm_term, utm_content, page, referrer
 * @param proof     a number with which the SHA-256 of shownPage, a colon and it begins with as many zero bits as the definition says
 */
record SubmissionRequest(
        @NotBlank @Size(max = 100) String shownPage,
        @NotNull ObjectNode answers,
        @Size(max = 10) @Nullable List<@NotNull @Min(0) @Max(9) Integer> consents,
        @Size(max = 10) @Nullable Map<@Size(max = 40) String, @NotNull @Size(max = 2_000) String> origin,
        @Size(max = 12) @Nullable String proof) {}
