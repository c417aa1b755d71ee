package dev.cairn.app.demo;

/** Is told what the demo does, line by line. */
@FunctionalInterface
public interface Narrator {
    void say(String line);
}
