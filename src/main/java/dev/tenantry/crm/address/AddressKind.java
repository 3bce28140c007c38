package dev.tenantry.crm.address;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What an address of a file is for, by what stands before or behind its parts in headings: folded, as these are compared. */
enum AddressKind {

    PLAIN(List.of("", "mailing", "postal", "primary", "address1"), List.of("")),
    WORK(List.of("work", "business", "office", "geschaftlich", "geschaeftlich", "firmen"),
            List.of("geschaftlich", "geschaeftlich", "bureau", "professionnel", "professionnelle", "trabajo",
                    "deltrabajo",
                    "detrabajo", "work")),
    HOME(List.of("home", "private", "personal", "privat"),
            List.of("privat", "domicile", "personnel", "personnelle", "particular", "home")),
    BILLING(List.of("billing", "invoice", "rechnungs", "rechnung", "facturation", "facturacion"),
            List.of("rechnung", "facturation", "defacturation", "facturacion", "defacturacion", "billing")),
    SHIPPING(List.of("shipping", "delivery", "liefer", "lieferung", "livraison", "envio", "entrega"),
            List.of("lieferung", "livraison", "delivraison", "envio", "deenvio", "entrega", "deentrega", "shipping")),
    OTHER(List.of("other", "address2", "weitere"), List.of("weitere", "autre", "otro", "otra", "other"));

    private final List<String> before;
    private final List<String> behind;

    AddressKind(List<String> before, List<String> behind) {
        this.before = before;
        this.behind = behind;
    }

    /** As addresses say it; null where they say nothing. */
    @Nullable
    String label() {
        return this == PLAIN ? null : name().toLowerCase(Locale.ROOT);
    }

    List<String> before() {
        return before;
    }

    List<String> behind() {
        return behind;
    }
}
