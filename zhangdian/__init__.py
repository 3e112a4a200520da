"""掌店 Zhangdian: the job responsibilities of a car store as the program that runs it."""
