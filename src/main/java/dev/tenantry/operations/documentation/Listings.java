package dev.tenantry.operations.documentation;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.listing.Listed;
import dev.tenantry.shared.listing.Listing;
import dev.tenantry.shared.listing.Page;

/** Finds what a list can be asked by what it shows. */
@Component
class Listings {

    private final ObjectProvider<Listed> known;

    Listings(ObjectProvider<Listed> known) {
        this.known = known;
    }

    @Nullable
    Listing<?> of(Endpoint endpoint) {
        if (!endpoint.answersWith(Page.class)) {
            return null;
        }
        var shown = endpoint.answer().as(Page.class).getGeneric(0).toClass();
        List<? extends Listing<?>> found = known.stream()
                .map(Listings::target)
                .filter(listed -> listed.shows() == shown)
                .map(Listed::listing)
                .toList();
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Behind the proxy, which would open a transaction for the question. */
    private static Listed target(Listed listed) {
        return AopProxyUtils.getSingletonTarget(listed) instanceof Listed target ? target : listed;
    }
}
