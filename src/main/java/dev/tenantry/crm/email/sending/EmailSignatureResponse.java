package dev.tenantry.crm.email.sending;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** What stands below the caller's mails. @param html what is left of it to show safely */
record EmailSignatureResponse(String text, @Nullable String html, int version, Instant updatedAt)
        implements
            Versioned {}
