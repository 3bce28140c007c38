package dev.tenantry.crm.email;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;

import dev.tenantry.shared.web.Versioned;

/** A rule about mails. */
record EmailRuleResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String pattern,
        EmailRuleEffect effect,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
