package dev.cairn.app.domain.drive;

/** Is told how far a write or read-back has come; may throw to stop it. */
@FunctionalInterface
public interface WriteProgress {
    void at(String doing, long done, long total);
}
