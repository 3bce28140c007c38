package dev.tenantry.automation.approval;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;

/** What somebody sees who opens a mailed link or answers by it: a page also where it leads nowhere, if a browser asks. */
@Component
class LinkPages {

    private final LinkAnswers answers;
    private final ApprovalPage page;

    LinkPages(LinkAnswers answers, ApprovalPage page) {
        this.answers = answers;
        this.page = page;
    }

    /** @param accept what is asked for @throws ProblemException where no page is asked for and there is no such link */
    ResponseEntity<String> show(String token, String accept) {
        return shown(accept, null, token, () -> page.of(answers.find(ApprovalToken.read(token))));
    }

    /** Likewise. @throws ProblemException where no page is asked for and the answer cannot be taken */
    ResponseEntity<String> decide(String token, boolean isApproved, @Nullable String comment, String accept) {
        return shown(accept, comment, token,
                () -> page.answered(answers.answer(ApprovalToken.read(token), isApproved, comment), isApproved));
    }

    private ResponseEntity<String> shown(String accept, @Nullable String comment, String token,
            Supplier<ResponseEntity<String>> work) {
        try {
            return work.get();
        } catch (ProblemException problem) {
            if (!accept.contains(MediaType.TEXT_HTML_VALUE)) {
                throw problem;
            }
            if (problem.type().status() == HttpStatus.NOT_FOUND) {
                return page.nothing();
            }
            if (problem.errors().isEmpty()) {
                throw problem;
            }
            return shown(accept, null, token,
                    () -> page.again(answers.find(ApprovalToken.read(token)), comment));
        }
    }
}
