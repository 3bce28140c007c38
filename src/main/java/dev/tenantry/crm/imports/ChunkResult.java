package dev.tenantry.crm.imports;

import java.util.List;
import java.util.Map;

import dev.tenantry.crm.imports.mapping.MappedRow;
import dev.tenantry.crm.imports.mapping.Reference;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What became of a chunk.
 *
 * @param waiting   rows that have to wait for another one
 * @param done      the lines of the others
 * @param companies that were added because rows refer to them
 * @param created   rows whose records are new
 * @param changed   rows that change a record
 * @param spoiled   refused rows that left something behind: the chunk is to be undone and repeated without them
 */
record ChunkResult(
        ImportFigures figures,
        List<RowError> errors,
        List<WaitingRows.Waiting> waiting,
        List<Long> done,
        List<Reference> companies,
        List<MappedRow> created,
        List<MappedRow> changed,
        Map<MappedRow, ProblemException> spoiled) {}
