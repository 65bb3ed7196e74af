package chatlab.cli;

import chatlab.evidence.Git;

import picocli.CommandLine.IVersionProvider;

/// What `lab --version` prints.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Lab.class.getPackage().getImplementationVersion();
        Git git = Git.ofLab();
        return new String[] {
            "Chat Lab " + (version == null ? "(not packaged)" : version),
            "Commit   " + (git == null ? "unknown" : commit(git)),
            "JDK      " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        };
    }

    private static String commit(Git git) {
        return git.commit() + (Boolean.TRUE.equals(git.dirty()) ? ", sources changed since" : "");
    }
}
