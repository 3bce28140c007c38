package dev.tenantry.shared.signal;

import dev.tenantry.shared.access.Caller;

/** Is told of every request that comes with an API key. */
public interface KeyUses {

    /** Of the current request. It is in the way of nothing: whoever looks closer does so later. */
    void seen(Caller caller);
}
