package dev.tenantry.crm.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.text.Folding;
import dev.tenantry.shared.web.IfMatch;

/** The organization's pipelines, a handful, each with its stages. */
@Service
@Transactional(readOnly = true)
public class PipelineService {

    private static final ScopedValue<Known> REMEMBERED = ScopedValue.newInstance();

    /** Their list has one page. */
    private static final RowLimit LIMIT = RowLimit.ofOrganization("pipelines", 100);

    /** What has been asked. @param folded forms of names */
    private record Known(Map<Optional<Long>, List<StagePosition>> positions, Map<String, String> folded) {}

    private final EntityManager entities;
    private final Stages stages;
    private final StagesInUse uses;
    private final Folding folding;

    PipelineService(EntityManager entities, Stages stages, StagesInUse uses, Folding folding) {
        this.entities = entities;
        this.stages = stages;
        this.uses = uses;
        this.folding = folding;
    }

    /**
     * Where an opportunity is to stand.
     *
     * @param pipelineId null: the default pipeline
     * @param stage      null: the first stage
     * @throws ProblemException 422 where there is none of the name; whoever asks decides whether what they do is undone
     */
    @Transactional(readOnly = true, noRollbackFor = ProblemException.class)
    public StagePosition position(@Nullable Long pipelineId, @Nullable String stage) {
        var positions = positions(pipelineId);
        return positions.stream()
                .filter(candidate -> stage == null || candidate.name().equals(stage))
                .findFirst()
                .or(() -> alike(positions, stage))
                .orElseThrow(() -> ProblemException.invalid("stage", "unknown-stage", "the pipeline has the stages "
                        + positions.stream().map(StagePosition::name).collect(Collectors.joining(", "))));
    }

    /** Names are equal by their folded form; who writes one as it stands there is spared the question. */
    private Optional<StagePosition> alike(List<StagePosition> positions, @Nullable String stage) {
        if (stage == null) {
            return Optional.empty();
        }
        var names = Stream.concat(Stream.of(stage), positions.stream().map(StagePosition::name)).toList();
        var folded = folded(names);
        return positions.stream()
                .filter(candidate -> Objects.equals(folded.get(stage), folded.get(candidate.name())))
                .findFirst();
    }

    private Map<String, String> folded(List<String> names) {
        if (!REMEMBERED.isBound()) {
            return folding.of(names);
        }
        var known = REMEMBERED.get().folded;
        var others = names.stream().filter(name -> !known.containsKey(name)).toList();
        if (!others.isEmpty()) {
            known.putAll(folding.of(others));
        }
        return known;
    }

    /**
     * A pipeline's stages, in their order.
     *
     * @param pipelineId null: the default pipeline
     * @throws ProblemException 422 where there is no such pipeline
     */
    public List<StagePosition> positions(@Nullable Long pipelineId) {
        var positions = REMEMBERED.isBound()
                ? REMEMBERED.get().positions.computeIfAbsent(Optional.ofNullable(pipelineId), _ -> read(pipelineId))
                : read(pipelineId);
        if (positions.isEmpty()) {
            throw ProblemException.invalid("pipelineId", "unknown-reference", "there is no such pipeline");
        }
        return positions;
    }

    /** Runs work that asks for many positions and changes no pipeline; each is read once. */
    public static <T extends @Nullable Object, X extends Throwable> T remembering(ScopedValue.CallableOp<T, X> work)
            throws X {
        return REMEMBERED.isBound()
                ? work.call()
                : ScopedValue.where(REMEMBERED, new Known(new HashMap<>(), new HashMap<>())).call(work);
    }

    private List<StagePosition> read(@Nullable Long pipelineId) {
        var hql = "select s, p.requiresLostReason from Stage s join Pipeline p on p.id = s.pipelineId where "
                + (pipelineId == null ? "p.standard" : "p.id = :pipeline")
                + " order by s.position";
        var query = entities.createQuery(hql, Object[].class);
        if (pipelineId != null) {
            query.setParameter("pipeline", pipelineId);
        }
        var rows = query.getResultList();
        var all = rows.stream().map(row -> (Stage) row[0]).toList();
        return rows.stream().map(row -> ((Stage) row[0]).asPosition(all, (Boolean) row[1])).toList();
    }

    List<PipelineResponse> list() {
        var all = entities.createQuery("select s from Stage s order by s.position", Stage.class).getResultList();
        return entities.createQuery("select p from Pipeline p order by p.standard desc, p.name", Pipeline.class)
                .getResultList()
                .stream()
                .map(pipeline -> PipelineResponse.of(pipeline,
                        all.stream().filter(stage -> stage.getPipelineId().equals(pipeline.getId())).toList()))
                .toList();
    }

    PipelineResponse get(Long id) {
        var pipeline = entities.find(Pipeline.class, id);
        if (pipeline == null) {
            throw ProblemException.notFound();
        }
        return show(pipeline);
    }

    @Transactional
    PipelineResponse create(PipelineRequest request) {
        // Whoever creates one waits for whoever is at it already, and then compares names with theirs, too.
        LIMIT.keep(entities,
                () -> 1 + entities.createQuery("select count(p) from Pipeline p", Long.class).getSingleResult());
        refuseTaken(request.name(), null);
        var pipeline = new Pipeline(request);
        entities.persist(pipeline);
        entities.flush();
        stages.arrange(pipeline.getId(), request.stages());
        return show(pipeline);
    }

    /** Says which one has the name, however that one writes it. */
    private void refuseTaken(String name, @Nullable Long own) {
        var others = entities.createQuery("select p from Pipeline p", Pipeline.class)
                .getResultList()
                .stream()
                .filter(other -> !other.getId().equals(own))
                .toList();
        var forms = folding.of(Stream.concat(Stream.of(name), others.stream().map(Pipeline::getName)).toList());
        others.stream().filter(other -> Objects.equals(forms.get(name), forms.get(other.getName()))).forEach(other -> {
            throw ProblemException.duplicate("name",
                    "the pipeline " + other.getId() + ", '" + other.getName() + "', has this name");
        });
    }

    /** @param isEvenIfUsed whether stages are renamed that workflows name, and go that anything names */
    @Transactional
    PipelineResponse replace(Long id, PipelineRequest request, IfMatch ifMatch, boolean isEvenIfUsed) {
        StageLock.take(entities);
        var pipeline = locked(id, ifMatch);
        if (!isEvenIfUsed) {
            uses.demandUnused(id, stages.of(id), request.stages());
        }
        refuseTaken(request.name(), id);
        pipeline.change(request);
        if (stages.arrange(id, request.stages())) {
            pipeline.touch();
        }
        entities.flush();
        return show(pipeline);
    }

    @Transactional
    PipelineResponse makeDefault(Long id) {
        var pipeline = locked(id, IfMatch.ANY);
        if (!pipeline.isDefault()) {
            entities.createQuery("select p from Pipeline p where p.standard", Pipeline.class)
                    .getResultList()
                    .forEach(Pipeline::stepBack);
            // There is one default at any time: the old one steps back first.
            entities.flush();
            pipeline.becomeDefault();
            entities.flush();
        }
        return show(pipeline);
    }

    /** @param isEvenIfUsed whether its stages go that anything names */
    @Transactional
    void delete(Long id, IfMatch ifMatch, boolean isEvenIfUsed) {
        StageLock.take(entities);
        var pipeline = locked(id, ifMatch);
        if (pipeline.isDefault()) {
            throw ProblemException.conflict("the default pipeline stays; make another one the default first");
        }
        checkUse(id);
        if (!isEvenIfUsed) {
            uses.demandUnused(id, stages.of(id), List.of());
        }
        stages.of(id).forEach(entities::remove);
        entities.flush();
        entities.remove(pipeline);
    }

    private void checkUse(Long id) {
        var found = entities
                .createQuery("""
                        select count(o), count(case when o.deletedAt is not null then 1 end) from Opportunity o
                        where o.pipelineId = :pipeline""", Object[].class)
                .setParameter("pipeline", id)
                .getSingleResult();
        if ((Long) found[0] > 0) {
            throw ProblemException.of(ProblemType.IN_USE,
                    "opportunities are in the pipeline: " + found[0] + ", of them in the trash " + found[1]);
        }
    }

    private PipelineResponse show(Pipeline pipeline) {
        return PipelineResponse.of(pipeline, stages.of(pipeline.getId()));
    }

    private Pipeline locked(Long id, IfMatch ifMatch) {
        var pipeline = entities.find(Pipeline.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (pipeline == null) {
            throw ProblemException.notFound();
        }
        ifMatch.check(() -> show(pipeline));
        return pipeline;
    }
}
