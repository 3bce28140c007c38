package dev.tenantry.crm.form.submission;

import dev.tenantry.crm.form.ConsentKind;

/** What a visitor was asked to consent to. @param text as it was shown @param given whether it was ticked */
record GivenConsent(ConsentKind purpose, String text, boolean given) {}
