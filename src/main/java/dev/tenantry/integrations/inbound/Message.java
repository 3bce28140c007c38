package dev.tenantry.integrations.inbound;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was sent, before anything is known of it.
 *
 * @param headers by their names in lower case; of several of a name the first
 * @param url     that was asked for, with its query
 */
record Message(Map<String, String> headers, byte[] body, String url) {

    @Nullable
    String header(@Nullable String name) {
        return name == null ? null : headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }
}
