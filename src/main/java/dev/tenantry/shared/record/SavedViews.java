package dev.tenantry.shared.record;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What lists of records have been asked, kept under names: for lists that are asked the same again. */
public interface SavedViews {

    /**
     * A view that whoever asks sees.
     *
     * @param type the kind of records
     */
    Optional<SavedView> find(Long id, String type);

    /** @param filter as lists take it @param sort likewise */
    record SavedView(@Nullable String filter, @Nullable String sort) {}
}
