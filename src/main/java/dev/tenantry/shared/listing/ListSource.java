package dev.tenantry.shared.listing;

/** Whoever answers lists of one kind; what they can be asked is part of the API's description. */
public interface ListSource {

    ListDefinition<?> listing();

    /** What the rows are shown as. */
    Class<?> shows();

    /** What the list of its trash can be asked, where it has one. */
    default ListDefinition<?> trash() {
        return listing();
    }
}
