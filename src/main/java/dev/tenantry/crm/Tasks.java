package dev.tenantry.crm;

/** Tasks, for other modules; they are made as records of the kind {@code task}. */
public interface Tasks {

    /** The task is done. @throws dev.tenantry.shared.problem.ProblemException 404 where there is none */
    void complete(Long id);
}
