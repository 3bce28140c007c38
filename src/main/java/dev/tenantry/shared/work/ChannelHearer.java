package dev.tenantry.shared.work;

import org.springframework.context.SmartLifecycle;

import dev.tenantry.shared.database.RolePool;

/** Who hears what is told on a channel for as long as the application runs. */
public abstract class ChannelHearer implements SmartLifecycle, ChannelListener.Hearer {

    private final ChannelListener listener;

    /**
     * @param channel a name that needs no quotes
     * @param matter  what is told there, for the log: {@code changes of access}
     */
    protected ChannelHearer(RolePool pool, String channel, String matter) {
        this.listener = new ChannelListener(pool, channel, matter, this);
    }

    /** Whether it would hear what is told now. */
    public boolean isListening() {
        return listener.isListening();
    }

    @Override
    public void start() {
        listener.start();
    }

    @Override
    public void stop() {
        listener.stop();
    }

    @Override
    public boolean isRunning() {
        return listener.isRunning();
    }
}
