package dev.tenantry.operations.documentation;

import java.util.Optional;
import java.util.function.Function;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.listing.Listed;
import dev.tenantry.shared.listing.Listing;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordController;

/** Finds what a list can be asked by what it shows. */
@Component
class Listings {

    private final ObjectProvider<Listed> known;

    Listings(ObjectProvider<Listed> known) {
        this.known = known;
    }

    /** @throws IllegalStateException where there is none: whoever reads the description could not know what to ask */
    Listing<?> of(Endpoint endpoint) {
        var shown = endpoint.answer().as(Page.class).getGeneric(0).toClass();
        return find(shown, endpoint.path().endsWith("/trash") ? Listed::trash : Listed::listing)
                .orElseThrow(() -> new IllegalStateException(
                        endpoint.handler() + " takes what a list can be asked, and nobody who is Listed shows "
                                + shown));
    }

    /** What its figures are of: the records of the controller. */
    Listing<?> behind(Endpoint figures) {
        var shown = ResolvableType.forClass(RecordController.class, figures.handler().getBeanType()).getGeneric(1);
        return find(shown.toClass(), Listed::listing).orElseThrow();
    }

    private Optional<? extends Listing<?>> find(Class<?> shown, Function<Listed, Listing<?>> list) {
        return known.stream()
                .map(Listings::target)
                .filter(listed -> listed.shows() == shown)
                .<Listing<?>>map(list)
                .findFirst();
    }

    /** Behind the proxy, which would open a transaction for the question. */
    private static Listed target(Listed listed) {
        return AopProxyUtils.getSingletonTarget(listed) instanceof Listed target ? target : listed;
    }
}
