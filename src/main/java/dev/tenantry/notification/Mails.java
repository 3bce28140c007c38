package dev.tenantry.notification;

/**
 * Mails that a run of a workflow composes, and tries again as its step says: kept in the transaction that means to send one, then
 * sent outside of any.
 */
public interface Mails {

    /** What became of an attempt. */
    enum Result {

        SENT,
        /** There is no mail server. */
        RECORDED,
        /** The server refuses a recipient, and will again. */
        REFUSED,
        /** The server does not take it now. */
        UNAVAILABLE
    }

    /** Whose address mails are sent from. */
    String sender();

    /** Keeps the mail of a run's step, in the current transaction; one that is kept already stays as it is. */
    void keep(long runId, int stepIndex, Mail mail);

    /** Sends the mail, which may take as long as the mail server's time-outs let it: outside of transactions. */
    Result send(Mail mail);

    /** Notes, in the current transaction, that the mail is on its way or recorded. */
    void settle(long runId, int stepIndex, Result result);

    /**
     * Notes, in the current transaction, that an attempt came to nothing.
     *
     * @param isLast whether there will be no further one
     */
    void settle(long runId, int stepIndex, String error, boolean isLast);
}
