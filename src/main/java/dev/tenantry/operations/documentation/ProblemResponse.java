package dev.tenantry.operations.documentation;

import dev.tenantry.shared.problem.ProblemType;

/** A case of the catalogue. */
record ProblemResponse(String type, String code, int status, String title, String explanation) {

    static ProblemResponse of(ProblemType type) {
        return new ProblemResponse(type.uri(), type.code(), type.status().value(), type.title(), type.explanation());
    }
}
