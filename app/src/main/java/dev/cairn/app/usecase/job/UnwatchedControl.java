package dev.cairn.app.usecase.job;

/** Takes reports and forgets them. */
final class UnwatchedControl implements PartControl {
    @Override
    public void begin(String doing, long total, JobUnit unit) {}

    @Override
    public void doing(String doing) {}

    @Override
    public void at(long done) {}

    @Override
    public void advance(long more) {}

    @Override
    public void log(String line) {}

    @Override
    public PartControl about(String thing) {
        return this;
    }

    @Override
    public void close() {}

    @Override
    public void check() {}
}
