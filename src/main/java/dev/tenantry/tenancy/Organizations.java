package dev.tenantry.tenancy;

/** The organization of the current context, for other modules. */
public interface Organizations {

    /** @throws dev.tenantry.shared.problem.ProblemException where the API would refuse the name */
    void rename(String name);
}
