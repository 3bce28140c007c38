package dev.tenantry.crm.form.page;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.crm.form.FormConsent;

/**
 * A form for programs that show it by themselves.
 *
 * @param fields    the JSON Schema of the answers
 * @param shownPage what a submission states: each sends once, within a day
 * @param proofBits how many zero bits a proof of work has; absent: none is asked for
 */
record FormDefinitionResponse(
        String title,
        @Nullable String description,
        @Nullable String language,
        JsonNode fields,
        List<FormConsent> consents,
        String shownPage,
        @Nullable Integer proofBits) {}
