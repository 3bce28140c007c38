package dev.tenantry.automation.run.migration;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.automation.run.Carried;
import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.automation.run.migration.NewPlaces.Placed;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Takes runs that have not ended from the version that they began with to the current one, and tells why others stay. One that has not
 * begun goes; of others every step that they have come to must be there, of the same id and type, and those within it likewise. They stand there
 * where those are, whatever has come before them meanwhile.
 */
@Service
@Transactional
class RunMigrations {

    private static final String CURRENT = """
            select current_version, published_by, published_scopes, is_active from workflow_definitions
            where organization_id = app.org_id() and id = ? and deleted_at is null for no key update""";

    private final JdbcClient jdbc;
    private final CompiledVersions versions;
    private final RunRights rights;
    private final Carried carried;
    private final RunTrees trees;
    private final RunMoves moves;

    RunMigrations(JdbcClient jdbc, CompiledVersions versions, RunRights rights, Carried carried, RunTrees trees,
            RunMoves moves) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.rights = rights;
        this.carried = carried;
        this.trees = trees;
        this.moves = moves;
    }

    private record Current(int version, Publication publication, boolean isActive) {}

    /** @param after the run that it goes on behind; 0 where it begins @param isPreview whether nothing is to be changed */
    MigrationResponse migrate(UUID workflow, int from, long after, boolean isPreview) {
        var current = current(workflow);
        if (from == current.version) {
            throw ProblemException.conflict("this is the current version");
        }
        var before = document(workflow, from).orElseThrow(ProblemException::notFound);
        var now = document(workflow, current.version).orElseThrow();
        var places = new NewPlaces(before, now);
        var taken = trees.take(workflow, from, after);
        var left = new TreeMap<String, Integer>();
        var moving = moving(taken.trees(), places, left);
        var held = moving.keySet()
                .stream()
                .flatMap(tree -> tree.nodes().stream())
                .flatMap(run -> run.carried().stream())
                .collect(Collectors.toSet());
        var reading = carried.reading(new RunContent(Version.of(workflow, from), held));
        rights.demandToHandOver(reading, Version.of(workflow, current.version), current.publication);
        if (!isPreview && !moving.isEmpty()) {
            moves.move(Version.of(workflow, from), Version.of(workflow, current.version), current.publication,
                    moving.values(), carried.beyond(now, reading));
        }
        return new MigrationResponse(from, current.version, isPreview, moving.size(),
                listed(left, MigrationResponse.Left::new),
                listed(skipped(moving.keySet(), places), MigrationResponse.Skipped::new),
                waiting(moving.keySet(), places), taken.isComplete(),
                taken.isComplete() ? null : taken.trees().getLast().id());
    }

    private Current current(UUID workflow) {
        var current = jdbc.sql(CURRENT)
                .param(workflow)
                .query((row, _) -> new Current(row.getInt("current_version"), Publication.read(row),
                        row.getBoolean("is_active")))
                .optional()
                .orElseThrow(ProblemException::notFound);
        if (!current.isActive) {
            throw ProblemException.conflict("the workflow is not active");
        }
        return current;
    }

    private Optional<WorkflowDocument> document(UUID workflow, int number) {
        var version = Version.of(workflow, number);
        return Optional.ofNullable(versions.of(List.of(version)).get(version));
    }

    /** @param left counts why the others stay */
    private Map<RunTree, List<Placed>> moving(List<RunTree> trees, NewPlaces places, Map<String, Integer> left) {
        var moving = new LinkedHashMap<RunTree, List<Placed>>();
        for (var tree : trees) {
            places.objection(tree)
                    .ifPresentOrElse(reason -> left.merge(reason, 1, Integer::sum),
                            () -> moving.put(tree, places.of(tree)));
        }
        var sending = moves.sending(moving.values());
        var all = moving.size();
        moving.values().removeIf(placed -> placed.stream().map(Placed::run).anyMatch(sending::contains));
        if (moving.size() < all) {
            left.put("a mail of it is on its way", all - moving.size());
        }
        return moving;
    }

    private static Map<String, Integer> skipped(Collection<RunTree> trees, NewPlaces places) {
        var skipped = new TreeMap<String, Integer>();
        trees.forEach(tree -> places.skipped(tree).forEach(step -> skipped.merge(step, 1, Integer::sum)));
        return skipped;
    }

    private static List<MigrationResponse.Waiting> waiting(Collection<RunTree> trees, NewPlaces places) {
        var runs = new TreeMap<String, Integer>();
        var until = new HashMap<String, Optional<Instant>>();
        trees.forEach(tree -> places.waiting(tree).forEach((step, time) -> {
            runs.merge(step, 1, Integer::sum);
            until.merge(step, time, NewPlaces::later);
        }));
        return listed(runs, (step, count) -> new MigrationResponse.Waiting(step, count,
                until.getOrDefault(step, Optional.empty()).orElse(null)));
    }

    private static <T> List<T> listed(Map<String, Integer> counts, BiFunction<String, Integer, T> counted) {
        return counts.entrySet().stream().map(count -> counted.apply(count.getKey(), count.getValue())).toList();
    }
}
