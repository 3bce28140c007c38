package dev.tenantry.shared.problem;

/** A failure of a module that has a format of its own for errors; everywhere else it is a problem like all others. */
public interface ProblemSource {

    ProblemException problem();
}
