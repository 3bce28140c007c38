package dev.tenantry.automation.approval;

import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** How many mails ask people something. */
@SuppressWarnings("NullAway.Init")
class ApprovalAllowanceTests extends ApiTest {

    @Autowired
    private ApprovalAllowance allowance;
    @Autowired
    private Limits limits;
    @Autowired
    private TransactionTemplate transaction;

    /** What is not committed has sent nobody anything. */
    @Test
    void isUsedUpByWhatIsCommittedAlone() {
        var organization = people.signUp().organizationId();
        var member = UUID.randomUUID();
        var most = limits.most(Limit.APPROVAL_MAILS_PER_MEMBER);

        assertThat(IntStream.range(0, most + 1).filter(_ -> take(organization, member, false))).hasSize(most + 1);
        assertThat(IntStream.range(0, most + 1).filter(_ -> take(organization, member, true))).hasSize(most);
    }

    private boolean take(UUID organization, UUID member, boolean isCommitted) {
        return new TenantContext(organization, null).call(() -> Objects.requireNonNull(transaction.execute(status -> {
            if (!isCommitted) {
                status.setRollbackOnly();
            }
            return allowance.take(member);
        })));
    }
}
