package dev.tenantry.shared.work;

import org.springframework.context.SmartLifecycle;

import dev.tenantry.shared.database.RolePool;

/** Who hears what is told on a channel for as long as the application runs. */
public abstract class ChannelHearer implements SmartLifecycle, ChannelListener.Hearer {

    private final ChannelListener listener;
    private final String matter;

    /**
     * @param channel a name that needs no quotes
     * @param matter  what is told there, for the log: {@code changes of access}
     */
    protected ChannelHearer(RolePool pool, String channel, String matter) {
        this.listener = new ChannelListener(pool, channel, matter, this);
        this.matter = matter;
    }

    /**
     * Behind a commit that changed something here: it is known at once, and waiting for the database to tell is not needed. Does not fail, as what has been
     * committed stays; where it cannot be read now it is by the listening thread, until that goes well.
     */
    protected final void attemptReload() {
        try {
            miss();
        } catch (RuntimeException failure) {
            Turns.report("reading " + matter, failure);
            listener.missed();
        }
    }

    /** Behind a commit that told the others of a change: whoever asked for it is answered once they all go by it, or have had two seconds to. */
    protected final void awaitOthers() {
        listener.awaitAll();
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
