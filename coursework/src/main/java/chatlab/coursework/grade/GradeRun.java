package chatlab.coursework.grade;

import chatlab.coursework.cohort.Cohort;
import chatlab.coursework.cohort.Cohort.Member;
import chatlab.coursework.cohort.Roster;
import chatlab.coursework.files.InputException;
import chatlab.coursework.rubric.Marks;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade;
import chatlab.coursework.unpack.Submission;
import chatlab.coursework.unpack.Submissions;
import chatlab.evidence.FolderTree;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/// Grades a cohort into a folder, some submissions at a time, and goes on where an earlier run was
/// stopped.
///
/// A submission's grade is written when it is whole, and never half. Each is graded on a platform
/// thread of its own pool.
public final class GradeRun {
    private final Rubric rubric;
    private final Grader grader;
    private final Path out;
    private final int jobs;
    private final Predicate<String> isFresh;
    private final @Nullable Shard shard;

    /// A run that writes to the folder `out`.
    ///
    /// @param isFresh which submissions to grade again, even if nothing has changed
    /// @param shard the part of the cohort that the submissions are; null: all of it
    public GradeRun(
            Rubric rubric,
            Grader grader,
            Path out,
            int jobs,
            Predicate<String> isFresh,
            @Nullable Shard shard) {
        this.rubric = rubric;
        this.grader = grader;
        this.out = out;
        this.jobs = jobs;
        this.isFresh = isFresh;
        this.shard = shard;
    }

    /// Is told about each submission; called by one thread at a time.
    public interface Progress {
        /// The grading of a submission begins.
        void begun(int count, Submission submission);

        /// The grading of a submission ends.
        ///
        /// @param grade null: it could not be graded
        void done(
                int count,
                Submission submission,
                @Nullable Grade grade,
                double seconds,
                boolean isNew);
    }

    /// The outcome for one submission.
    private record Done(Submission submission, @Nullable Grade grade, String failure) {}

    /// Grades all of them, and writes the files about all of them.
    ///
    /// @param given texts that every student got; they do not count as similar
    /// @throws InputException if marks do not fit the rubric
    public Cohort run(Submissions submissions, Roster roster, List<String> given, Progress progress)
            throws IOException, InterruptedException, InputException {
        Files.createDirectories(out);
        for (var submission : submissions.all()) Marks.read(out, submission.id(), rubric);
        try (var channel =
                        FileChannel.open(
                                out.resolve(".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) throw busy();
            Files.deleteIfExists(out.resolve(ShardFile.NAME));
            FolderTree.delete(out.resolve(".work"));
            var cohort = gradeAll(submissions, roster, given, progress);
            FolderTree.delete(out.resolve(".work"));
            if (shard != null) ShardFile.write(out, shard, submissions, cohort);
            return cohort;
        } catch (OverlappingFileLockException e) {
            throw busy();
        }
    }

    private IOException busy() {
        return new IOException(
                "another lab grade is at work in "
                        + out
                        + "; wait for it, or choose another --out");
    }

    private Cohort gradeAll(
            Submissions submissions, Roster roster, List<String> given, Progress progress)
            throws IOException, InterruptedException, InputException {
        var counter = new Counter(progress);
        List<Future<Done>> futures = new ArrayList<>();
        var threads = Thread.ofPlatform().name("grader-", 1).factory();
        var pool = Executors.newFixedThreadPool(jobs, threads);
        try {
            for (var submission : submissions.all()) {
                Callable<Done> task = () -> gradeOne(submission, counter);
                futures.add(pool.submit(task));
            }
            var members = new ArrayList<Member>();
            Map<String, String> failures = new TreeMap<>();
            for (var future : futures) {
                var done = future.get();
                if (done.grade() == null) failures.put(done.submission().id(), done.failure());
                else
                    members.add(
                            new Member(
                                    done.submission(),
                                    done.grade(),
                                    new GradeFolder(out.resolve(done.submission().id())).notes()));
            }
            var notices = new ArrayList<>(submissions.leftOver());
            if (shard == null) notices.addAll(UnknownMarks.in(out, members, failures.keySet()));
            return CohortFiles.write(out, rubric, members, roster, given, failures, notices);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) throw io;
            if (e.getCause() instanceof InputException rubricException) throw rubricException;
            throw new IllegalStateException(e.getCause());
        } finally {
            // Also where this thread is interrupted: the sandboxes end with their threads.
            pool.shutdownNow();
            pool.close();
        }
    }

    private Done gradeOne(Submission submission, Counter counter)
            throws IOException, InterruptedException, InputException {
        long begin = System.nanoTime();
        counter.begun(submission);
        var folder = new GradeFolder(out.resolve(submission.id()));
        var work = Files.createDirectories(out.resolve(".work").resolve(submission.id()));
        try {
            var graded =
                    grader.grade(
                            submission,
                            work,
                            isFresh.test(submission.id()) ? null : folder.earlier());
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (graded.isNew()) folder.keep(graded, seconds);
            var grade =
                    folder.mark(rubric, graded.grade(), Marks.read(out, submission.id(), rubric));
            counter.done(submission, grade, seconds, graded.isNew());
            return new Done(submission, grade, "");
        } catch (IOException | IllegalStateException e) {
            // The machine failed, or a bug of ours was met: the others are graded all the same.
            counter.done(submission, null, (System.nanoTime() - begin) / 1e9, true);
            return new Done(submission, null, String.valueOf(e.getMessage()));
        } finally {
            FolderTree.delete(work);
        }
    }

    /// Counts, and lets one thread at a time report progress.
    private static final class Counter {
        private final Progress progress;

        /// Guarded by this object.
        private int count;

        Counter(Progress progress) {
            this.progress = progress;
        }

        synchronized void begun(Submission submission) {
            progress.begun(count, submission);
        }

        synchronized void done(
                Submission submission, @Nullable Grade grade, double seconds, boolean isNew) {
            progress.done(++count, submission, grade, seconds, isNew);
        }
    }
}
