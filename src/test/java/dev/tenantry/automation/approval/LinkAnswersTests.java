package dev.tenantry.automation.approval;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Only what others have done meanwhile closes a link; of anything else whoever answers is told. */
class LinkAnswersTests {

    private static final ApprovalToken TOKEN = ApprovalToken.next(new UUID(0, 1), new UUID(0, 2));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NOT_FOUND", "CONFLICT"})
    void tellsOfWhatRefusesAnAnswer(ProblemType type) {
        var refusal = ProblemException.of(type, "x");

        assertThatThrownBy(() -> new LinkAnswers(new Refusing(refusal)).answer(TOKEN, true, null)).isSameAs(refusal);
    }

    @Test
    void isClosedWhereItHasBeenDecidedMeanwhile() {
        var links = new Refusing(ProblemException.conflict("this has been answered already"));

        assertThat(new LinkAnswers(links).answer(TOKEN, true, null).state()).isEqualTo(LinkState.DECIDED);
    }

    /** Open, and refuses each answer. */
    private static final class Refusing extends MailedLinks {

        private final ProblemException refusal;

        @SuppressWarnings("NullAway")
        Refusing(ProblemException refusal) {
            super(null, null, null, null);
            this.refusal = refusal;
        }

        @Override
        Optional<Standing> find(ApprovalToken token) {
            return Optional
                    .of(new Standing(new UUID(0, 3), new UUID(0, 4), "May I?", null, LinkState.OPEN, Locale.ENGLISH));
        }

        @Override
        void answer(ApprovalToken token, UUID approval, boolean isApproved, @Nullable String comment) {
            throw refusal;
        }
    }
}
