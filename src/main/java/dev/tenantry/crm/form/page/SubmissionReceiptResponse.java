package dev.tenantry.crm.form.page;

import org.jspecify.annotations.Nullable;

/** What visitors are told once a form is sent. @param redirectUrl where they go then */
record SubmissionReceiptResponse(@Nullable String message, boolean confirmationNeeded, @Nullable String redirectUrl) {}
