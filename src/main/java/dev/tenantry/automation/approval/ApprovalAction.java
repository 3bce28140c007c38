package dev.tenantry.automation.approval;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.approval.Approvals.Answer;
import dev.tenantry.automation.approval.Approvals.Asked;
import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.step.DelegatedAction;
import dev.tenantry.automation.step.Delegation;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.problem.ProblemException;

/** Asks people whether the run is to go on. */
@Component
class ApprovalAction implements DelegatedAction {

    private static final String WHO = """
            "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": false, "properties": {
                        "members": { "type": "array", "minItems": 1, "maxItems": 20, "items": { "type": "string", "minLength": 1, "maxLength": 200 },
                            "description": "ids of members, or placeholders of such" },
                        "role": { "enum": ["owner", "admin", "manager", "member", "viewer"], "description": "whoever has this role, of at most 20" } }""";
    private static final String SCHEMA = """
            {
              "description": "people who are asked whether the run goes on; they are told by e-mail, and answer under /api/v1/approvals. The result has outcome, approved or rejected, timedOut where nobody answered in time, and answers: userId, approved, comment, answeredAt",
              "examples": [{ "assignees": { "role": "manager" }, "message": "May {{contact.name}} have a discount?", "timeout": "P2D" },
                  { "assignees": { "role": "admin" }, "policy": "all", "message": "Pay?", "timeout": "P1D", "onTimeout": "escalate", "escalateTo": { "role": "owner" }, "onReject": "end" }],
              "type": "object",
              "required": ["assignees", "message", "timeout"],
              "additionalProperties": false,
              "properties": {
                "assignees": { %1$s,
                    "description": "who is asked: those who are members when the run comes to the step; one who is no member any more counts no longer, and where nobody is left the step fails" },
                "policy": { "enum": ["any", "all"], "description": "whether the first answer decides, or all are to approve and the first rejection decides; absent: any" },
                "message": { "type": "string", "minLength": 1, "maxLength": 2000, "description": "what they are asked: text with placeholders, of at most 5,000 characters once they are filled in" },
                "timeout": { "$ref": "#/$defs/duration" },
                "onTimeout": { "enum": ["reject", "approve", "escalate"], "description": "what becomes of it where it is not decided in that time: it is rejected, approved, or others are asked besides, once, for the same time again, after which it is rejected. Where the application was away for more than a minute meanwhile, they have at least a while once it is back. Absent: reject" },
                "escalateTo": { %1$s,
                    "description": "who is asked besides, at most 20; where nobody of these is a member, those who were asked have that time alone" },
                "onReject": { "$ref": "#/$defs/stepReference", "description": "the step that follows where it is rejected: its id or its place; absent: the step fails" }
              }
            }"""
            .formatted(WHO);
    private static final String ASSIGNEES = "assignees";
    private static final String ESCALATE_TO = "escalateTo";
    private static final String MESSAGE = "message";
    private static final String ON_REJECT = "onReject";
    private static final int LONGEST = 5_000;
    /** Nobody is woken by an account that is deleted while the run is held. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private record ApprovalResult(String outcome, boolean timedOut, List<Given> answers) {}

    private record Given(String userId, boolean approved, String comment, Instant answeredAt) {}

    private final Approvals approvals;
    private final ApprovalGrace grace;
    private final AskedPeople people;

    ApprovalAction(Approvals approvals, ApprovalGrace grace) {
        this.grace = grace;
        this.approvals = approvals;
        this.people = new AskedPeople(approvals);
    }

    @Override
    public String type() {
        return "approval";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        var escalates = step.config().path("onTimeout").asString("").equals("escalate");
        if (escalates != step.config().has(ESCALATE_TO)) {
            faults.at(ESCALATE_TO)
                    .add(escalates ? "required" : "excluded", "this goes with an onTimeout of escalate");
        }
        people.check(step.config().path(ASSIGNEES), faults.at(ASSIGNEES));
        people.check(step.config().path(ESCALATE_TO), faults.at(ESCALATE_TO));
    }

    /** Whom it is escalated to may be nobody. */
    @Override
    public void require(Step step, Prerequisites needed) {
        AskedPeople.require(step.config().path(ASSIGNEES), needed.at(ASSIGNEES));
    }

    @Override
    public Type resultType(Step step) {
        return ApprovalResult.class;
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var prepared = DelegatedAction.super.prepare(run);
        var message = prepared.path(MESSAGE).asString("");
        if (message.isBlank() || message.length() > LONGEST) {
            throw ProblemException.invalid(MESSAGE, "out-of-range", "the message has 1 to " + LONGEST + " characters");
        }
        for (var who : List.of(ASSIGNEES, ESCALATE_TO)) {
            AskedPeople.demandIds(who, prepared.path(who));
        }
        return prepared;
    }

    @Override
    public void delegate(StepRun run, JsonNode prepared) {
        approvals.open(run.runId(), run.step().index(), prepared.path(MESSAGE).asString(),
                prepared.path("policy").asString("any"),
                members(prepared, ASSIGNEES), timeout(prepared));
    }

    private List<UUID> members(JsonNode prepared, String who) {
        var members = approvals.members(prepared.path(who));
        if (members.isEmpty()) {
            throw ProblemException.invalid(who, "unknown", "nobody of these is a member, and so nobody could answer");
        }
        if (members.size() > Approvals.MOST) {
            throw ProblemException.invalid(who, "max-items", "more than " + Approvals.MOST + " members have the role");
        }
        return members;
    }

    @Override
    public Delegation look(long runId, Step step, JsonNode prepared) {
        var asked = approvals.of(runId, step.index()).orElseThrow();
        var answers = approvals.answers(asked.id());
        if (asked.outcome() != null) {
            return decided(step, asked.outcome(), answers, false);
        }
        if (answers.isEmpty()) {
            return new Delegation.Failed(1, "nobody who was asked is a member any more");
        }
        var verdict = Verdict.of(asked.policy(), answers);
        if (verdict != null) {
            approvals.decide(asked.id(), verdict, false);
            return decided(step, verdict, answers, false);
        }
        if (answers.stream().anyMatch(answer -> !answer.isTold())) {
            approvals.remind(asked.id());
        }
        return asked.pause().isPositive()
                ? waiting(asked)
                : overdue(runId, step, prepared, asked, answers);
    }

    private Delegation overdue(long runId, Step step, JsonNode prepared, Asked asked, List<Answer> answers) {
        if (grace.extend(asked.id())) {
            return waiting(approvals.of(runId, step.index()).orElseThrow());
        }
        var onTimeout = prepared.path("onTimeout").asString("");
        if (onTimeout.equals("escalate") && !asked.isEscalated()) {
            var others = approvals.members(prepared.path(ESCALATE_TO)).stream().limit(Approvals.MOST).toList();
            approvals.escalate(asked, others, timeout(prepared));
            return waiting(approvals.of(runId, step.index()).orElseThrow());
        }
        var verdict = onTimeout.equals("approve") ? Verdict.APPROVED : Verdict.REJECTED;
        approvals.decide(asked.id(), verdict, true);
        return decided(step, verdict, answers, true);
    }

    private static Duration timeout(JsonNode prepared) {
        return Duration.parse(prepared.path("timeout").asString());
    }

    private static Delegation waiting(Asked asked) {
        var pause = asked.pause();
        return new Delegation.Waiting(asked.expiresAt(), pause.compareTo(LOOK_AGAIN) < 0 ? pause : LOOK_AGAIN);
    }

    private static Delegation decided(Step step, Verdict verdict, List<Answer> answers, boolean timedOut) {
        var isApproved = verdict == Verdict.APPROVED;
        if (!isApproved && !step.config().has(ON_REJECT)) {
            return new Delegation.Failed(1,
                    timedOut ? "it was not approved in time" : "it was rejected" + reason(answers));
        }
        return new Delegation.Done(result(verdict, answers, timedOut), List.of(),
                isApproved ? null : step.target(ON_REJECT));
    }

    @Override
    public Outcome rehearsed(StepRun run, JsonNode result) {
        if (!result.path("outcome").asString("").equals(Verdict.REJECTED.toString())) {
            return Outcome.done(run, result);
        }
        return run.step().config().has(ON_REJECT)
                ? new Outcome.Done(result, run.step().target(ON_REJECT))
                : Outcome.failedForGood("it was rejected");
    }

    private static String reason(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> Boolean.FALSE.equals(answer.isApproved()) && answer.comment() != null)
                .findFirst()
                .map(answer -> ": " + answer.comment())
                .orElse("");
    }

    private static JsonNode result(Verdict verdict, List<Answer> answers, boolean timedOut) {
        var result = Outcome.object()
                .put("outcome", verdict.toString())
                .put("timedOut", timedOut);
        var given = result.putArray("answers");
        for (var answer : answers) {
            if (answer.isApproved() != null) {
                given.addObject()
                        .put("userId", answer.member().toString())
                        .put("approved", answer.isApproved())
                        .put("comment", answer.comment())
                        .put("answeredAt", String.valueOf(answer.at()));
            }
        }
        return result;
    }
}
