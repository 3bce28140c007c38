package dev.tenantry.identity.flow;

import java.util.UUID;

/** What waits for whoever began a flow to redeem its code. */
public interface FlowCompletion {

    /** The code is being redeemed, in this transaction, by who holds the flow's secret. */
    void onRedeemed(UUID flow, UUID user);
}
