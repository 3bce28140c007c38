package dev.tenantry.crm.form.submission;

import java.time.Instant;

/**
 * What a page has that was shown: when, of which version, and what tells it from all others, so that it sends once.
 *
 * @param text as the page has it
 */
public record PageToken(int version, Instant shownAt, String key, String text) {}
