package dev.tenantry.shared.inspection;

/** Looks through a module's data of the current organization, in a transaction, as one of what an agent of a type looks at. */
public interface Inspection {

    /** The type of agents that it is a part of: {@code payment_revenue}. */
    String agent();

    void look(Report report);
}
