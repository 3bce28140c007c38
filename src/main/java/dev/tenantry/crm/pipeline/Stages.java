package dev.tenantry.crm.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.text.Folding;

/** The stages of one pipeline, which a request states all at once. */
@Component
class Stages {

    private final EntityManager entities;
    private final Folding folding;
    private final StageNames names;
    private final StageTerms terms;
    private final StageProjects projects;

    Stages(EntityManager entities, Folding folding, StageNames names, StageTerms terms, StageProjects projects) {
        this.entities = entities;
        this.folding = folding;
        this.names = names;
        this.terms = terms;
        this.projects = projects;
    }

    /** In their order. */
    List<Stage> of(Long pipelineId) {
        return entities
                .createQuery("select s from Stage s where s.pipelineId = :pipeline order by s.position", Stage.class)
                .setParameter("pipeline", pipelineId)
                .getResultList();
    }

    /**
     * Makes them what is wanted. Those that keep their deals are told from others by id, else by name; a name can go from
     * one to another.
     *
     * @return whether they were otherwise
     * @throws ProblemException 422 where an id is none of the pipeline's, or an id or a name occurs twice, 409 where a stage
     *         that holds deals would go, or be of another kind
     */
    boolean arrange(Long pipelineId, List<PipelineRequest.StageRequest> wanted) {
        var present = of(pipelineId);
        var folded = folding.of(Stream
                .concat(present.stream().map(Stage::getName), wanted.stream().flatMap(Stages::named))
                .toList());
        refuseOtherBeginnings(wanted);
        refuseTwins(wanted, folded);
        refuseStatedEndings(wanted);
        var next = NextStages.places(wanted, folded);
        var matches = match(wanted, present, folded);
        if (present.equals(matches) && isAsWanted(wanted, present, next)) {
            return false;
        }
        refuseOtherKinds(wanted, matches);
        projects.check(wanted, matches);
        var leaving = present.stream().filter(stage -> !matches.contains(stage)).toList();
        refuseToLeave(leaving);
        leaving.forEach(entities::remove);
        entities.flush();
        rename(pipelineId, wanted, matches, folded);
        var rotting = new ArrayList<Stage>();
        var arranged = new ArrayList<Stage>();
        for (var index = 0; index < wanted.size(); index++) {
            var stage = matches.get(index);
            if (stage == null) {
                stage = new Stage(pipelineId, wanted.get(index), index + 1);
                entities.persist(stage);
            } else {
                if (!Objects.equals(stage.getRottingDays(), wanted.get(index).rottingDays())) {
                    rotting.add(stage);
                }
                stage.change(wanted.get(index), index + 1);
            }
            projects.keep(stage, wanted.get(index).projectTemplateId());
            arranged.add(stage);
        }
        IntStream.range(0, arranged.size())
                .forEach(index -> arranged.get(index).leadTo(NextStages.ids(next.get(index), arranged)));
        entities.flush();
        rotting.forEach(terms::restartClocks);
        terms.keep(pipelineId);
        return true;
    }

    private static Stream<String> named(PipelineRequest.StageRequest stage) {
        return Stream.concat(Stream.of(stage.name()),
                Objects.requireNonNullElse(stage.nextStages(), List.<String>of()).stream());
    }

    /** What is won is closed, and what is lost is omitted, whatever anybody says. */
    private static void refuseStatedEndings(List<PipelineRequest.StageRequest> wanted) {
        for (var index = 0; index < wanted.size(); index++) {
            var stage = wanted.get(index);
            var category = stage.forecastCategory();
            if (category != null && (stage.kind() != StageKind.OPEN || category == ForecastCategory.CLOSED)) {
                throw ProblemException.invalid("stages[" + index + "].forecastCategory", "not-open",
                        "open stages are pipeline, best_case, commit or omitted, others say it by their kind");
            }
            if (stage.rottingDays() != null && stage.kind() != StageKind.OPEN) {
                throw ProblemException.invalid("stages[" + index + "].rottingDays", "not-open",
                        "deals stay in a stage that is not open: none is there too long");
            }
        }
    }

    /** New opportunities begin in the first stage. */
    private static void refuseOtherBeginnings(List<PipelineRequest.StageRequest> wanted) {
        if (wanted.getFirst().kind() != StageKind.OPEN) {
            throw ProblemException.invalid("stages[0].kind", "not-open",
                    "the first stage must be open: new opportunities begin there");
        }
    }

    private static void refuseTwins(List<PipelineRequest.StageRequest> wanted, Map<String, String> folded) {
        var seen = new HashSet<String>();
        for (var index = 0; index < wanted.size(); index++) {
            var name = wanted.get(index).name();
            if (!seen.add(folded.getOrDefault(name, name))) {
                throw ProblemException.invalid("stages[" + index + "].name", "duplicate",
                        "another stage of the pipeline has this name");
            }
        }
    }

    /** The stage that is meant by each; null where a new one is. */
    private static List<@Nullable Stage> match(List<PipelineRequest.StageRequest> wanted, List<Stage> present,
            Map<String, String> folded) {
        var errors = new ArrayList<FieldError>();
        var matches = new ArrayList<@Nullable Stage>();
        var named = wanted.stream().map(PipelineRequest.StageRequest::id).filter(Objects::nonNull).toList();
        for (var index = 0; index < wanted.size(); index++) {
            var request = wanted.get(index);
            var match = request.id() == null
                    ? find(present,
                            stage -> isSame(stage.getName(), request.name(), folded) && !named.contains(stage.getId()))
                    : find(present, stage -> stage.getId().equals(request.id()));
            if (match == null && request.id() != null) {
                errors.add(new FieldError("stages[" + index + "].id", "unknown-reference",
                        "the pipeline has no such stage"));
            } else if (match != null && matches.contains(match)) {
                errors.add(new FieldError("stages[" + index + "].id", "duplicate", "another stage has this id"));
            }
            matches.add(match);
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return matches;
    }

    /** As the database tells them apart. */
    private static boolean isSame(String one, String other, Map<String, String> folded) {
        return Objects.equals(folded.get(one), folded.get(other));
    }

    private static @Nullable Stage find(List<Stage> stages, Predicate<Stage> condition) {
        return stages.stream().filter(condition).findFirst().orElse(null);
    }

    private static boolean isAsWanted(List<PipelineRequest.StageRequest> wanted, List<Stage> present,
            List<@Nullable List<Integer>> next) {
        for (var index = 0; index < present.size(); index++) {
            var ids = NextStages.ids(next.get(index), present);
            if (!present.get(index).isAs(wanted.get(index), index + 1, ids)) {
                return false;
            }
        }
        return true;
    }

    /** Deals are open, won or lost by their stage, with a day of closing: whoever means another one moves them first. */
    private void refuseOtherKinds(List<PipelineRequest.StageRequest> wanted, List<@Nullable Stage> matches) {
        for (var index = 0; index < wanted.size(); index++) {
            var stage = matches.get(index);
            if (stage != null && stage.getKind() != wanted.get(index).kind()) {
                refuseWithDeals(stage, "stages[" + index + "].kind");
            }
        }
    }

    private void refuseToLeave(List<Stage> leaving) {
        leaving.forEach(stage -> refuseWithDeals(stage, "stages"));
    }

    private void refuseWithDeals(Stage stage, String field) {
        var deals = names.countDeals(stage);
        if (deals > 0) {
            var reason = "the stage " + stage.getName() + " holds " + deals
                    + " opportunities, those in the trash included; move them to another stage first";
            throw ProblemException.of(ProblemType.IN_USE, reason, List.of(new FieldError(field, "in-use", reason)));
        }
    }

    /** A name that another stage is to have is given up first. Past the entities, which are told the same afterwards. */
    private void rename(Long pipelineId, List<PipelineRequest.StageRequest> wanted, List<@Nullable Stage> matches,
            Map<String, String> folded) {
        var renamed = new LinkedHashMap<Stage, String>();
        for (var index = 0; index < wanted.size(); index++) {
            var stage = matches.get(index);
            if (stage != null && !stage.getName().equals(wanted.get(index).name())) {
                renamed.put(stage, wanted.get(index).name());
            }
        }
        var taken = wanted.stream().map(stage -> folded.get(stage.name())).collect(Collectors.toSet());
        var rooms = new HashMap<Stage, String>();
        renamed.keySet()
                .stream()
                .filter(stage -> taken.contains(folded.get(stage.getName())))
                .forEach(stage -> rooms.put(stage, names.makeRoom(stage)));
        renamed.forEach((stage, name) -> names.rename(stage, rooms.getOrDefault(stage, stage.getName()), name));
        var told = new LinkedHashMap<String, String>();
        renamed.forEach((stage, name) -> told.put(stage.getName(), name));
        names.tell(pipelineId, told);
    }
}
