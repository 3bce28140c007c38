package dev.tenantry.automation.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.DocumentChecker;
import dev.tenantry.automation.definition.VariableType;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Dependents;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** Whether a workflow is one, and the caller's to have. */
@Component
class WorkflowChecks {

    private final DocumentChecker documents;
    private final Rights rights;
    private final Triggers triggers;
    private final Dependents dependents;
    private final CallingWorkflows calling;

    WorkflowChecks(DocumentChecker documents, Rights rights, Triggers triggers, Dependents dependents,
            CallingWorkflows calling) {
        this.calling = calling;
        this.dependents = dependents;
        this.documents = documents;
        this.rights = rights;
        this.triggers = triggers;
    }

    /** Whoever writes it down, or has it done, may do it; and what it names is there. */
    void check(WorkflowRequest request, Map<String, VariableType> variables) {
        refuse(checkButNames(request, variables));
    }

    private static void refuse(List<FieldError> unresolved) {
        if (!unresolved.isEmpty()) {
            throw ProblemException.invalid(unresolved);
        }
    }

    /** Likewise, but that what it names may not be there. @return the first of that, each with where it stands */
    List<FieldError> checkButNames(WorkflowRequest request, Map<String, VariableType> variables) {
        var document = request.document(variables);
        var unresolved = new ArrayList<>(triggers.resolveNames(document));
        rights.demand(documents.check(document, unresolved));
        return unresolved;
    }

    /** Likewise, where what it does stays as it is: what it names is not looked at. */
    void demandRights(WorkflowRequest request, Map<String, VariableType> variables) {
        rights.demand(WorkflowDocument.read(request.document(variables)));
    }

    /** Before its workflow is looked for: it can be read, whatever is wrong with what it says. @throws ProblemException 422 */
    void demandReadable(WorkflowRequest request) {
        documents.checkForm(request.document(Map.of()));
    }

    /** Before it is looked for: all but that what it names is there, and the caller's to have done. @throws ProblemException 422; 403 */
    void demandMeaningful(WorkflowRequest request, Map<String, VariableType> variables) {
        var document = request.document(variables);
        documents.check(document, new ArrayList<>(triggers.resolveNames(document)));
    }

    /** Of one that can be read: why it would be refused if the caller published it, in the order in which that is asked. */
    List<FieldError> problems(Workflow workflow, WorkflowRequest request, Map<String, VariableType> variables) {
        try {
            check(request, variables);
            demandToChange(workflow);
            return List.of();
        } catch (ProblemException refusal) {
            return refusal.errors().isEmpty()
                    ? List.of(new FieldError("", refusal.type().code(), refusal.detail()))
                    : refusal.errors();
        }
    }

    /** What may be tried: whatever it names that is not there. @throws ProblemException 409 with what else would refuse it */
    WorkflowDocument demandTriable(WorkflowRequest request, Map<String, VariableType> variables) {
        try {
            var document = request.document(variables);
            return documents.check(document, new ArrayList<>(triggers.resolveNames(document)));
        } catch (ProblemException refusal) {
            throw refusal.asConflict("the draft would be refused if it was published");
        }
    }

    /** Before it is locked to be published: the caller stays a member until it is. */
    void keepToPublish() {
        rights.keepPublisher();
        keepCalls();
    }

    /** Before it is locked, where it may come into force or out of it, or carry out other ones. */
    void keepCalls() {
        calling.keep();
    }

    /** Before it is out of force. @throws ProblemException 409 that names the workflows that carry it out, unless it is to be even so */
    void demandUncalled(Workflow workflow, boolean isEvenIfUsed) {
        if (!isEvenIfUsed) {
            calling.demandNone(workflow.getId());
        }
    }

    /** Before it does something else, which others hand to what they have read. @throws ProblemException 403 where the caller may not read that */
    void demandToChange(Workflow workflow) {
        dependents.demandToBeCalled(workflow.getId());
    }

    /**
     * What it names may have gone since it was written down, or not have been there.
     *
     * @return as it is kept, but that what filters call by a name that there is by now stands there by its id
     */
    WorkflowRequest demandWhole(Workflow workflow, Map<String, VariableType> variables) {
        try {
            var request = WorkflowRequest.copy(workflow);
            var document = request.document(variables);
            var unresolved = new ArrayList<>(triggers.resolveNamesAgain(document));
            rights.demand(documents.check(document, unresolved));
            refuse(unresolved);
            return request;
        } catch (ProblemException gone) {
            throw gone.asConflict("the workflow names what is not there");
        }
    }
}
