package dev.tenantry.shared.inspection;

import java.util.Map;

/**
 * Something that is worth somebody's attention. It names nobody: who may see the record sees whom it is about.
 *
 * @param kind  {@code deal-overdue}
 * @param key   the same for as long as it is the same finding, of at most 200 characters: {@code deal-overdue:17:2026-11-30}
 * @param title what there is to do something about, one sentence
 * @param about what it is about, by how JSON refers to it: {@code opportunityId} to {@code 17}
 */
public record Finding(String kind, String key, String title, Map<String, String> about) {

    public Finding {
        about = Map.copyOf(about);
    }
}
