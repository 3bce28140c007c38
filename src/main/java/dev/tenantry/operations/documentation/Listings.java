package dev.tenantry.operations.documentation;

import java.util.Optional;
import java.util.function.Function;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordController;

/** Finds what a list can be asked by what it shows. */
@Component
class Listings {

    private final ObjectProvider<ListSource> known;

    Listings(ObjectProvider<ListSource> known) {
        this.known = known;
    }

    /** @throws IllegalStateException where there is none: whoever reads the description could not know what to ask */
    ListDefinition<?> of(Endpoint endpoint) {
        var shown = endpoint.answer().as(Page.class).getGeneric(0).toClass();
        return find(shown, endpoint.path().endsWith("/trash") ? ListSource::trash : ListSource::listing)
                .orElseThrow(() -> new IllegalStateException(
                        endpoint.handler() + " takes what a list can be asked, and nobody who is Listed shows "
                                + shown));
    }

    /** What its figures are of: the records of the controller. */
    ListDefinition<?> behind(Endpoint figures) {
        var shown = ResolvableType.forClass(RecordController.class, figures.handler().getBeanType()).getGeneric(1);
        return find(shown.toClass(), ListSource::listing).orElseThrow();
    }

    private Optional<? extends ListDefinition<?>> find(Class<?> shown, Function<ListSource, ListDefinition<?>> list) {
        return known.stream()
                .map(Listings::target)
                .filter(listed -> listed.shows() == shown)
                .<ListDefinition<?>>map(list)
                .findFirst();
    }

    /** Behind the proxy, which would open a transaction for the question. */
    private static ListSource target(ListSource listed) {
        return AopProxyUtils.getSingletonTarget(listed) instanceof ListSource target ? target : listed;
    }
}
