package dev.tenantry.audit.export;

import java.time.Instant;

/**
 * Where a file can be had without signing in.
 *
 * @param url       told this once
 * @param expiresAt until when it leads there
 */
record ExportLinkResponse(String url, Instant expiresAt) {}
