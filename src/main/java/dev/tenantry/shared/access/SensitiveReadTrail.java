package dev.tenantry.shared.access;

/** Takes down that what a {@link SensitiveRead} asks for is handed out. */
public interface SensitiveReadTrail {

    /** For an endpoint that writes its answer itself: before the first byte, and once it is certain that there is one. */
    void isAnswered();
}
